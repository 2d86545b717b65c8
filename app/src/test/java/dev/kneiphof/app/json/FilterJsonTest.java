package dev.kneiphof.app.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FilterJsonTest {

    private final JsonMapper mapper = HardenedJson.mapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | ``",
                "{'label':'Person'} | label==Person",
                "{'attr':'age','ge':30} | age=ge=30",
                "{'ge':30,'attr':'age'} | age=ge=30",
                "{'attr':'age','in':[1,2.5,'x',true]} | age=in=(1,2.5,x,true)",
                "{'attr':'name','startsWith':'A'} | name=starts=A",
                "{'attr':'name','contains':'d'} | name=contains=d",
                "{'attr':'label','eq':1} | 'label'==1",
                "{'has':'email'} | email=has=true",
                "{'degree':'both','gt':5} | degree=gt=5",
                "{'degree':'out','le':5} | out=le=5",
                "{'ne':5,'degree':'in'} | in!=5",
                "{'idEquals':'x'} | id==x",
                "{'idStartsWith':'x'} | id=starts=x",
                "{'idContains':'x'} | id=contains=x",
                "{'idIn':['x','y']} | id=in=(x,y)",
                "{'search':'text'} | search==text",
                "{'type':'KNOWS'} | type==KNOWS",
                "{'source':'a'} | source==a",
                "{'target':'b'} | target==b",
                "{'and':[{'label':'A'},{'not':{'label':'B'}}]} | label==A;not(label==B)",
                "{'or':[{'label':'A'},{'and':[{'has':'x'},{'has':'y'}]}]} | label==A,x=has=true;y=has=true",
                "{'and':[{'label':'A'}]} | label==A"
            })
    void aTreeIsTheSameFilterAsItsText(String json, String text) {
        assertThat(read(json.replace('\'', '"'))).isEqualTo(Filter.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "5",
                "null",
                "{'labels':'x'}",
                "{'label':5}",
                "{'label':null}",
                "{'label':'a','type':'b'}",
                "{'label':'a','attr':'b'}",
                "{'attr':'b','label':'a'}",
                "{'attr':'age'}",
                "{'ge':30}",
                "{'attr':'age','ge':30,'le':40}",
                "{'attr':'age','attr2':'x'}",
                "{'attr':'age','degree':'in','ge':1}",
                "{'attr':'age','like':30}",
                "{'attr':'age','in':5}",
                "{'degree':'sideways','gt':5}",
                "{'degree':'in','gt':5.0}",
                "{'degree':'in','gt':'5'}",
                "{'and':{}}",
                "{'or':[]}",
                "{'not':[]}",
                "{'idIn':'x'}"
            })
    void f053RefusesWhatIsNoFilter(String json) {
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> read(json.replace('\'', '"')))
                .satisfies(problem -> assertThat(problem.status().httpStatus()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'attr':'age','eq':null}",
                "{'attr':'age','in':[]}",
                "{'attr':'age','startsWith':5}",
                "{'degree':'in','startsWith':5}"
            })
    void refusesComparisonsWithoutMeaning(String json) {
        assertThatExceptionOfType(GraphException.class)
                .isThrownBy(() -> read(json.replace('\'', '"')))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(StatusCode.INVALID_FILTER));
    }

    @Test
    void f053RefusesAFilterDeeperThan32() {
        assertThat(read("{\"not\":".repeat(31) + "{}" + "}".repeat(31))).isNotNull();
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> read("{\"not\":".repeat(32) + "{}" + "}".repeat(32)))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(StatusCode.INVALID_FILTER));
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> read("{\"not\":".repeat(10_000)))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(StatusCode.INVALID_FILTER));
    }

    private Filter read(String json) {
        byte[] bytes = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return JsonDocuments.read(mapper, bytes, 0, bytes.length, FilterJson::read);
    }
}
