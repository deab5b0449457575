package org.hafnia.service.measurements;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class MeasurementUploadTest {

  private static final String SETS = "/v1/measurement-sets";
  private static final String HEAD = "device,cycle,state,resistanceOhm\n";

  private final TestHttp http;
  private final JdbcClient jdbc;
  private final MeasurementSets sets;

  @Autowired
  MeasurementUploadTest(@LocalServerPort int port, JdbcClient jdbc, MeasurementSets sets) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
    this.sets = sets;
  }

  @Test
  void keepsTheRowsOfAFile() {
    var created = upload("kept", "cycling", HEAD + cycles("a", 5000));

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    var set = http.get(created.header("Location").orElseThrow()).json();
    assertThat(set.path("rows").asLong()).isEqualTo(10000);
    assertThat(set.at("/summary/populations/0/state").asString()).isEqualTo("HRS");
    assertThat(http.get(SETS + "/kept").json().path("id")).isEqualTo(set.path("id"));
    var table = sets.load(sets.require("kept", "/set").id());
    assertThat(table.rows()).isEqualTo(10000);
    assertThat(table.numbers("resistanceOhm")[9999]).isEqualTo(104999);
    assertThat(table.words("state")).containsExactly("LRS", "HRS");
    assertThat(table.codes("state")[9999]).isEqualTo(1);
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from lab.measurement_points
                    where set_name = 'kept' and state = 'HRS' and device = 'a'
                      and resistance_ohm > 100000 and condition is null
                    """)
                .query(Long.class)
                .single())
        .isEqualTo(4999);
  }

  @Test
  void givesTheSameSetForTheSameRows() {
    var first = upload("first", "cycling", HEAD + cycles("b", 3));
    var again =
        upload(
            "again",
            "cycling",
            "#\n" + HEAD.replace(',', '\t') + cycles("b", 3).replace(',', '\t'));
    var taken = upload("first", "cycling", HEAD + cycles("c", 3));

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.json().path("name").asString()).isEqualTo("first");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text()).contains(first.json().path("sha256").asString());
  }

  @Test
  void keepsNothingOfARefusedFile() {
    var refused = upload("refused", "cycling", HEAD + cycles("d", 5000) + "d,1,LRS,7\nd,x,LRS,0\n");

    assertThat(refused.status()).isEqualTo(422);
    var errors = refused.json().path("errors");
    assertThat(errors.valueStream().map(error -> error.path("pointer").asString()))
        .containsExactly(
            "file:10002:device, cycle, state", "file:10003:cycle", "file:10003:resistanceOhm");
    assertThat(refused.json().path("detail").asString())
        .isEqualTo("2 rows break a rule. Nothing was stored.");
    assertThat(http.get(SETS + "/refused").status()).isEqualTo(404);
  }

  @Test
  void checksWithoutStoring() {
    var checked =
        send(SETS + "?validateOnly=true", request("checked", "cycling", ""), HEAD + cycles("e", 2));

    assertThat(checked.status()).as(checked.text()).isEqualTo(200);
    assertThat(checked.json().at("/summary/rows").asInt()).isEqualTo(4);
    assertThat(http.get(SETS + "/checked").status()).isEqualTo(404);
  }

  @Test
  void answersARepeatedKeyAsTheFirstTime() {
    var json = request("with a key", "cycling", "");
    var first = send(SETS, json, HEAD + cycles("f", 2), "Idempotency-Key", "k1");
    var again = send(SETS, json, HEAD + cycles("f", 2), "Idempotency-Key", "k1");
    var other = send(SETS, json, HEAD + cycles("f", 3), "Idempotency-Key", "k1");

    assertThat(List.of(first.status(), again.status(), other.status()))
        .containsExactly(201, 201, 422);
    assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
  }

  @Test
  void readsByAMappingOfItsOwnWithConstants() {
    var mapping =
        """
        , "mapping": {"columns": {
            "device": {"columns": ["x", "y"], "pattern": "{0}/{1}"},
            "timeSecond": {"column": "t", "unit": "us"},
            "resistanceOhm": {"column": "G", "unit": "microsiemens"}}},
          "constants": {"temperatureKelvin": {"number": 85, "unit": "degC"}}""";

    var created =
        send(SETS, request("own", "retention", mapping), "x;y;t;G\n1;2;5;100\n1;2;6;50\n");

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    var table = sets.load(sets.require("own", "/set").id());
    assertThat(table.words("device")).containsExactly("1/2");
    assertThat(table.numbers("resistanceOhm")).containsExactly(1e4, 2e4);
    assertThat(table.numbers("temperatureKelvin")[0]).isEqualTo(358.15);
  }

  @Test
  void namesWhatIsWrongWithARequest() {
    var wrongMapping =
        send(SETS, request("w", "cycling", ", \"mapping\": \"radar-cyclin\""), "1\n");
    var wrongColumn = upload("w", "cycling", "device,cycl,state,resistanceOhm\na,1,LRS,5\n");
    var wrongField = send(SETS, request("w", "cycling", ", \"maping\": \"x\""), "1\n");

    assertThat(wrongMapping.status()).isEqualTo(422);
    assertThat(wrongMapping.text()).contains("Did you mean \\\"radar-cycling\\\"?");
    assertThat(wrongColumn.status()).isEqualTo(422);
    assertThat(wrongColumn.json().at("/errors/0/pointer").asString())
        .isEqualTo("/mapping/columns/cycle");
    assertThat(wrongColumn.text()).contains("Did you mean \\\"cycl\\\"?");
    assertThat(wrongField.text()).contains("/maping", "Did you mean \\\"mapping\\\"?");
    assertThat(send(SETS, "{", "1\n").status()).isEqualTo(400);
  }

  @Test
  void deletesAndListsSets() {
    upload("listed 1", "cycling", HEAD + cycles("g", 2));
    upload("listed 2", "cycling", HEAD + cycles("h", 2));

    var page = http.get(SETS + "?name=LISTED&limit=1").json();
    var rest = http.get(SETS + "?name=listed&cursor=" + page.path("nextCursor").asString()).json();

    assertThat(page.at("/items/0/name").asString()).isEqualTo("listed 2");
    assertThat(rest.at("/items/0/name").asString()).isEqualTo("listed 1");
    assertThat(
            http.send("DELETE", SETS + "/listed 1".replace(" ", "%20"), TestHttp.nothing())
                .status())
        .isEqualTo(204);
    assertThat(http.get(SETS + "?name=listed").json().path("items").size()).isEqualTo(1);
    assertThat(http.get("/v1/measurement-mappings").json().path("items").size()).isGreaterThan(15);
  }

  private TestHttp.Answer upload(String name, String kind, String content) {
    return send(SETS, request(name, kind, ""), content);
  }

  private TestHttp.Answer send(String path, String json, String content, String... headers) {
    return http.multipart(
        path, Map.of("request", json), Map.of("file", content.getBytes(UTF_8)), headers);
  }

  private static String request(String name, String kind, String more) {
    return "{\"name\": \"%s\", \"kind\": \"%s\"%s}".formatted(name, kind, more);
  }

  private static String cycles(String device, int count) {
    var text = new StringBuilder();
    for (int cycle = 0; cycle < count; cycle++) {
      text.append(
          "%s,%d,LRS,%d\n%s,%d,HRS,%d\n"
              .formatted(device, cycle, 5000 + cycle % 100, device, cycle, 100000 + cycle));
    }
    return text.toString();
  }
}
