package org.hafnia.service.web.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {

  private static final Contract CONTRACT = new Contract();

  @Test
  void acceptsTheLeastThatIsRequired() {
    assertThat(errors("{'dataset':'mnist','network':{'preset':'mlp','hidden':[16]}}")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          'epochs':0 | /epochs | Expected a whole number from 1 to 10000, found 0.
          'epochs':1000000000 | /epochs | from 1 to 10000, found 1000000000.
          'epochs':1.5 | /epochs | from 1 to 10000, found 1.5.
          'epochs':"20" | /epochs | from 1 to 10000, found the text "20".
          'epochs':null | /epochs | from 1 to 10000, found null.
          'epochs':[1] | /epochs | from 1 to 10000, found a list.
          'epochs':true | /epochs | from 1 to 10000, found true.
          'seed':-1 | /seed | from 0 to 9223372036854775807, found -1.
          'seed':9223372036854775808 | /seed | found 9223372036854775808.
          'epoch':20 | /epoch | Not a field of the contract. Did you mean "epochs"?
          'zzzzzzzzzzzz':20 | /zzzzzzzzzzzz | Not a field of the contract. Known here: name, dataset
          'name':"" | /name | Expected text of 1 to 200 characters, found text of 0 characters.
          'hardware':[] | /hardware | Expected an object with scheme, deviceModel
          'hardware':{'scheme':"weak-rest"} | /hardware/scheme | Did you mean "weak-reset"?
          'hardware':{'imperfections':{'pinkNoise':1}} | /hardware/imperfections/pinkNoise | found
          'optimizer':{'learningRate':-1} | /optimizer/learningRate | above 0 and at most 1000000
          'optimizer':{'learningRate':0} | /optimizer/learningRate | Expected a number above 0
          'optimizer':{'learningRate':1e400} | /optimizer/learningRate | Expected a number above 0
          """)
  void saysWhatStoodThereAndWhatFits(String field, String pointer, String detail) {
    var errors =
        errors("{'dataset':'mnist','network':{'preset':'mlp','hidden':[16]}," + field + "}");

    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().pointer()).isEqualTo(pointer);
    assertThat(errors.getFirst().detail()).contains(detail);
  }

  @Test
  void listsEverythingThatIsWrongAtOnce() {
    var errors =
        errors("{'seeds':1,'epochs':0,'network':{'presets':'mlp','hidden':[],'weights':'three'}}");

    assertThat(errors)
        .extracting(FieldError::pointer)
        .containsExactlyInAnyOrder(
            "/dataset",
            "/seeds",
            "/epochs",
            "/network/presets",
            "/network/hidden",
            "/network/weights");
  }

  @Test
  void pointsAtTheEntryOfAList() {
    var errors = errors("{'dataset':'mnist','network':{'preset':'mlp','hidden':[16,100000000,0]}}");

    assertThat(errors)
        .extracting(FieldError::pointer)
        .containsExactly("/network/hidden/1", "/network/hidden/2");
  }

  @Test
  void refusesAListWhereAnObjectIsExpected() {
    assertThat(errors("[]")).extracting(FieldError::pointer).containsExactly("");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          {"epochs": NaN}         | Line 1, column 15: 'NaN' is not a number in JSON
          {"epochs": -Infinity}   | Line 1
          {"epochs": 1,}          | Line 1, column 14
          {"epochs": 1            | Line 1
          {"epochs": 1} {}        | Line 1
          {"epochs": 1, "epochs": 2} | Line 1
          epochs=1                | Line 1
          """)
  void saysWhereJsonEnds(String body, String detail) {
    assertThatThrownBy(() -> StrictJson.read(body.getBytes(UTF_8)))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith(detail);
  }

  @Test
  void refusesAnEmptyBody() {
    assertThatThrownBy(() -> StrictJson.read(new byte[0])).hasMessageContaining("empty");
  }

  @Test
  void refusesDeepNesting() {
    assertThatThrownBy(() -> StrictJson.read("[".repeat(1000).getBytes(UTF_8)))
        .hasMessageContaining("deeper than 32");
  }

  @Test
  void knowsTheParametersOfEachOperation() {
    assertThat(CONTRACT.parameters("/v1/trainings", "get"))
        .extracting(Contract.Parameter::name)
        .containsExactly("state", "name", "dataset", "limit", "cursor");
  }

  private static List<FieldError> errors(String json) {
    return CONTRACT.check(
        "TrainingRequest", StrictJson.read(json.replace('\'', '"').getBytes(UTF_8)));
  }
}
