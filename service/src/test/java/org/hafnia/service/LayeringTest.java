package org.hafnia.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The service's half of the picture in ARCHITECTURE.md, as tests. */
@AnalyzeClasses(packages = "org.hafnia", importOptions = DoNotIncludeTests.class)
class LayeringTest {

  @ArchTest
  static final ArchRule simulatorKnowsNoService =
      noClasses()
          .that()
          .resideInAPackage("org.hafnia.simulator..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.hafnia.service..");

  /** Queue, events and fences of the jobs are SQL by nature; everywhere else it stays in stores. */
  @ArchTest
  static final ArchRule onlyStoresSpeakSql =
      noClasses()
          .that()
          .resideInAPackage("org.hafnia.service..")
          .and()
          .resideOutsideOfPackages("..service.database..", "..service.jobs..")
          .and()
          .haveNameNotMatching(".*Store(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.jdbc.core..", "java.sql..", "javax.sql..");

  /** Generated types stop at what speaks HTTP; they are made from and turned into our own. */
  @ArchTest
  static final ArchRule contractStopsAtTheController =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..service.trainings..",
              "..service.datasets..",
              "..service.models..",
              "..service.devices..",
              "..service.measurements..",
              "..service.fits..",
              "..service.errorrates..",
              "..service.evaluations..")
          .and()
          .haveNameNotMatching(".*(Controller|Dto)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..service.api..");

  @ArchTest
  static final ArchRule timeIsAParameter =
      noClasses()
          .that()
          .resideInAPackage("org.hafnia.service..")
          .and()
          .resideOutsideOfPackages("..console..", "..service.api..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random");
}
