package dev.kneiphof.app.lab;

import dev.kneiphof.app.lab.experiment.ExperimentCatalog;
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
}
