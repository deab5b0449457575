package org.hafnia.simulator;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The simulator's half of the picture in ARCHITECTURE.md, as tests. */
@AnalyzeClasses(packages = "org.hafnia.simulator", importOptions = DoNotIncludeTests.class)
class LayeringTest {

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("org.hafnia.simulator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule knowsNoServer =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "java.sql..",
              "javax.sql..",
              "java.net..",
              "jakarta..",
              "org.hafnia.service..");

  @ArchTest
  static final ArchRule onlyNetworkAndTrainingUseDjl =
      noClasses()
          .that()
          .resideOutsideOfPackages("..network.blocks..", "..training..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  /** What has a device by default would be made on the first GPU of a machine that has one. */
  @ArchTest
  static final ArchRule arraysAreMadeOnTheDeviceThatWasNamed =
      noClasses()
          .that()
          .doNotHaveSimpleName("ComputeDevice")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(NDManager.class))).and(target(name("newBaseManager"))))
          .orShould()
          .callMethodWhere(target(owner(assignableTo(NDArray.class))).and(target(name("toDevice"))))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Device.class);

  /** The one view of native memory refuses arrays that are not the host's. */
  @ArchTest
  static final ArchRule numbersOfArraysAreReadInOnePlace =
      noClasses()
          .that()
          .doNotHaveSimpleName("NativeFloats")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(NDArray.class)))
                  .and(target(nameMatching("to(ByteBuffer|.*Array)|get(Float|Double|Int|Long)"))));

  @ArchTest
  static final ArchRule chanceAndTimeAreParameters =
      noClasses()
          .should()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
