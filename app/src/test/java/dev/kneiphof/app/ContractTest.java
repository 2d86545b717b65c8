package dev.kneiphof.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Holds the running application against the committed contract, both ways. */
class ContractTest extends ApiTest {

    private final Contract contract = Contract.read();

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void everyRouteIsInTheContractAndEveryPathOfTheContractIsARoute() {
        Set<String> routes = new TreeSet<>();
        requestMappingHandlerMapping
                .getHandlerMethods()
                .forEach((mapping, method) -> routes.addAll(operations(mapping)));

        assertThat(routes).isEqualTo(contract.operations());
    }

    @Test
    void everyParameterOfARouteIsInTheContractAndTheOtherWayRound() {
        requestMappingHandlerMapping
                .getHandlerMethods()
                .forEach((mapping, method) -> operations(mapping)
                        .forEach(operation -> assertThat(contract.queryParameters(operation))
                                .as(operation)
                                .containsAll(parameters(method))));
        contract.operations().forEach(operation -> {
            Set<String> known = new TreeSet<>(Set.of("id", "numbers"));
            requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
                if (operations(mapping).contains(operation)) {
                    known.addAll(parameters(method));
                }
            });
            assertThat(known).as(operation).containsAll(contract.queryParameters(operation));
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET /api/v1 | ``",
                "GET /api/v1/limits | ``",
                "POST /api/v1/memory-estimates | {'nodes':9,'columns':[{'of':'node','type':'float','values':9}]}",
                "GET /api/v1/graphs | ``",
                "GET /api/v1/graphs/{graph} | ``",
                "GET /api/v1/graphs/{graph}/indexes | ``",
                "POST /api/v1/graphs/{graph}/indexes | {'on':'nodeAttribute','key':'k'}",
                "GET /api/v1/graphs/{graph}/nodes | ``",
                "POST /api/v1/graphs/{graph}/nodes | {'id':'new','labels':['L'],'attributes':{'k':1}}",
                "GET /api/v1/graphs/{graph}/nodes/{id} | ``",
                "PUT /api/v1/graphs/{graph}/nodes/{id} | {'attributes':{'k':{'$float':'NaN'}}}",
                "PATCH /api/v1/graphs/{graph}/nodes/{id} | {'attributes':{'k':null}}",
                "DELETE /api/v1/graphs/{graph}/nodes/{id} | ``",
                "POST /api/v1/graphs/{graph}/nodes:lookup | {'id':'a'}",
                "POST /api/v1/graphs/{graph}/nodes:query | {'filter':{'has':'k'}}",
                "POST /api/v1/graphs/{graph}/nodes:explain | {'filter':{'or':[{'has':'k'},{'label':'L'}]}}",
                "GET /api/v1/graphs/{graph}/nodes:explain | ``",
                "POST /api/v1/graphs/{graph}/nodes:batchGet | {'ids':['a','nobody']}",
                "GET /api/v1/graphs/{graph}/edges | ``",
                "POST /api/v1/graphs/{graph}/edges | {'source':'a','target':'b'}",
                "POST /api/v1/graphs/{graph}/edges:lookup | {'id':'a-[T]->b'}",
                "POST /api/v1/graphs/{graph}/edges:query | {'filter':{'type':'T'},'limit':1}",
                "POST /api/v1/graphs/{graph}/edges:explain | {}",
                "GET /api/v1/graphs/{graph}/edges:explain | ``",
                "POST /api/v1/graphs/{graph}/edges:between | {'ids':['a','b']}",
                "POST /api/v1/graphs/{graph}/neighbors | {'id':'a'}",
                "GET /api/v1/graphs/{graph}/nodes/{id}/neighbors | ``",
                "POST /api/v1/graphs/{graph}/neighbors:summary | {'id':'a'}",
                "GET /api/v1/graphs/{graph}/nodes/{id}/neighbors/summary | ``",
                "POST /api/v1/graphs/{graph}/layout | {'ids':['a','b']}",
                "GET /api/v1/graphs/{graph}/runs | ``",
                "POST /api/v1/graphs/{graph}/runs | {'work':'nodes','query':{'limit':1}}",
                "POST /api/v1/graphs/{graph}/batch | {'rows':[{'node':{'id':'n'}}]}",
                "GET /api/v1/ingestion | ``",
                "GET /api/v1/graphs/{graph}/ingestion | ``",
                "PUT /api/v1/graphs/{graph}/ingestion | {'chunk':1}",
                "DELETE /api/v1/graphs/{graph}/ingestion | ``",
                "GET /api/v1/samples | ``",
                "GET /api/v1/runs | ``",
                "GET /api/v1/lab/experiments | ``",
                "GET /api/v1/lab/runs | ``",
                "GET /api/v1/lab/lessons | ``",
                "GET /api/v1/lab/guide-table | ``",
                "POST /api/v1/graphs | {'name':'schema-of-created'}"
            })
    void answersKeepTheSchemaOfTheContract(String operation, String body) throws Exception {
        addNode("{'id':'a','labels':['L'],'attributes':{'k':1}}");
        addNode("{'id':'b'}");
        addEdge("{'source':'a','target':'b','type':'T','attributes':{'w':1.5}}");

        assertKept(operation, exchange(operation, body), 200, 201, 202);
        delete("/api/v1/graphs/schema-of-created");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST /api/v1/graphs | {'name':'NO'}",
                "POST /api/v1/graphs/{graph}/nodes | {'id':5}",
                "POST /api/v1/graphs/{graph}/nodes | {",
                "GET /api/v1/graphs/{graph}/nodes/{id} | ``",
                "DELETE /api/v1/graphs/{graph}/nodes/{id} | ``",
                "POST /api/v1/graphs/{graph}/edges | {'source':'a','target':'b'}",
                "POST /api/v1/graphs/{graph}/neighbors | {'id':'a'}",
                "POST /api/v1/graphs/{graph}/batch | {'rows':[{'node':{'id':''}}]}",
                "PUT /api/v1/graphs/{graph}/ingestion | {'chunk':0}"
            })
    void problemsKeepTheSchemaOfTheContract(String operation, String body) throws Exception {
        assertKept(operation, exchange(operation, body), 400, 404, 422);
    }

    private MvcTestResult exchange(String operation, String body) {
        int space = operation.indexOf(' ');
        HttpMethod method = HttpMethod.valueOf(operation.substring(0, space));
        String name = graph.substring(graph.lastIndexOf('/') + 1);
        String address = operation.substring(space + 1).replace("{graph}", name).replace("{id}", "a");
        var request = mvc.method(method).uri(URI.create(address));
        if (!body.isEmpty()) {
            request.contentType(method == HttpMethod.PATCH ? MERGE_PATCH : MediaType.APPLICATION_JSON_VALUE)
                    .content(json(body));
        }
        return request.exchange();
    }

    private void assertKept(String operation, MvcTestResult result, Integer... statuses) throws Exception {
        MockHttpServletResponse response = result.getResponse();
        assertThat(response.getStatus()).isIn((Object[]) statuses);
        String type = String.valueOf(response.getContentType());
        assertThat(contract.violations(operation, response.getStatus(), type, response.getContentAsString()))
                .isEmpty();
    }

    private static Set<String> operations(RequestMappingInfo mapping) {
        Set<String> operations = new TreeSet<>();
        for (String path : mapping.getPatternValues()) {
            if (path.startsWith("/api/") || path.startsWith("/problems/")) {
                mapping.getMethodsCondition().getMethods().forEach(method -> operations.add(method + " " + path));
            }
        }
        return operations;
    }

    private static Set<String> parameters(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                names.add(String.valueOf(parameter.getParameterName()));
            }
        }
        return names;
    }
}
