# docker build --network host --build-arg GIT_COMMIT=$(git rev-parse HEAD) -t hafnia .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src

# Everything that Maven fetches, in a layer that only a changed POM or contract makes anew.
COPY pom.xml ./
COPY simulator/pom.xml simulator/
COPY service/pom.xml service/
COPY api-spec api-spec
RUN mvn -B -q -Dquick compile dependency:resolve

COPY migrations migrations
COPY simulator/src simulator/src
COPY service/src service/src
RUN mvn -B -q -Dquick package \
 && java -Djarmode=tools -jar service/target/hafnia.jar extract --layers --destination /layers

# libtorch lies in the image as files, so that a container unpacks nothing. The jar that carried it goes.
RUN set -e; \
    mkdir /libtorch /unpack; cd /unpack; \
    lib=/layers/dependencies/lib; \
    native=$(ls $lib/pytorch-native-cpu-*.jar); \
    jar xf "$native"; mv pytorch/cpu/*/* /libtorch/; \
    jar xf $lib/pytorch-jni-*.jar; mv jnilib/linux-$(uname -m)/cpu/libdjl_torch.so /libtorch/; \
    version=$(basename "$native" | sed 's/pytorch-native-cpu-\([0-9.]*\)-.*/\1/'); \
    rm "$native"; chmod 755 /libtorch/*; \
    printf '%s\n' -DPYTORCH_LIBRARY_PATH=/app/libtorch -DPYTORCH_VERSION="$version" \
      -DPYTORCH_FLAVOR=cpu -Dai.djl.offline=true -XX:MaxRAMPercentage=60 \
      -XX:+UseSerialGC -XX:MaxNewSize=64m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 \
      -XX:MetaspaceSize=128m \
      --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
      --sun-misc-unsafe-memory-access=allow > /layers/jvm.options

FROM eclipse-temurin:25-jre
# A font, for the labels of plots.
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends fontconfig fonts-dejavu-core > /dev/null \
 && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 hafnia \
 && useradd --uid 10001 --gid 10001 --home-dir /var/lib/hafnia --create-home --shell /usr/sbin/nologin hafnia \
 && mkdir /datasets

WORKDIR /app
COPY --from=build /libtorch libtorch
COPY --from=build /layers/dependencies ./
COPY --from=build /layers/spring-boot-loader ./
COPY --from=build /layers/snapshot-dependencies ./
COPY --from=build /layers/jvm.options ./
COPY --from=build /layers/application ./
ARG GIT_COMMIT=unknown
RUN echo "git.commit.id=$GIT_COMMIT" > git.properties

ENV HAFNIA_HOME=/var/lib/hafnia \
    HAFNIA_DATASETS=/datasets \
    SERVER_ADDRESS=0.0.0.0 \
    SERVER_PORT=8080 \
    SPRING_INFO_GIT_LOCATION=file:/app/git.properties
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --start-period=90s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r -t 4 line <&3 && [[ $line == *' 200'* ]]"]
ENTRYPOINT ["java", "@/app/jvm.options", "-jar", "/app/hafnia.jar"]
