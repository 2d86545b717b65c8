package dev.kneiphof.app.lab;

import dev.kneiphof.app.lab.experiment.ExperimentCatalog;
import dev.kneiphof.app.lab.lesson.Lessons;
import dev.kneiphof.app.lab.pitfall.Pitfalls;
import dev.kneiphof.app.lab.source.Sources;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LabProperties.class)
class LabConfiguration {

    @Bean
    ExperimentCatalog experimentCatalog() {
        return new ExperimentCatalog();
    }

    @Bean
    Sources sources() {
        return Sources.load();
    }

    @Bean
    Pitfalls pitfalls() {
        return new Pitfalls();
    }

    @Bean
    Lessons lessons() {
        return Lessons.load();
    }
}
