package dev.kneiphof.app.web;

import dev.kneiphof.app.problem.HttpProblems;
import dev.kneiphof.app.problem.ProblemWriter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Answers what Tomcat refuses before the application sees it (an encoded slash, a bad escape) as a problem, not as a page, and
 * gives those answers too the headers that every response has.
 */
final class ProblemReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

    private final ProblemWriter problems;
    private final SecurityHeaders headers = new SecurityHeaders();

    ProblemReportValve(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        SecurityHeaders.all().forEach(response::setHeader);
        super.invoke(request, response);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            headers.writeHeaders(request, response);
            problems.write(HttpProblems.of(status, request.getRequestURI()), request, response);
        } catch (IOException gone) {
            LOG.debug("The client went away", gone);
        }
    }

    /** Puts the valve into Tomcat. */
    @Component
    static final class Installer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

        private final ProblemWriter problems;

        Installer(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            TomcatContextCustomizer install = context -> {
                if (context.getParent() instanceof StandardHost host) {
                    // Else the host adds a valve of Tomcat's own, which would answer first.
                    host.setErrorReportValveClass(ProblemReportValve.class.getName());
                    host.getPipeline().addValve(new ProblemReportValve(problems));
                }
            };
            factory.addContextCustomizers(install);
        }
    }
}
