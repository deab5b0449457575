package org.hafnia.service.database;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Points the context of a {@link FreshDatabase} test at a new database. */
final class FreshDatabaseCustomizerFactory implements ContextCustomizerFactory {

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> test, List<ContextConfigurationAttributes> attributes) {
    return AnnotatedElementUtils.hasAnnotation(test, FreshDatabase.class)
        ? new Customizer(test)
        : null;
  }

  /** Equal for one class only, so that no two classes share a context and its database. */
  private record Customizer(Class<?> test) implements ContextCustomizer {

    @Override
    public void customizeContext(
        ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
      TestPropertyValues.of(TestDatabase.fresh().properties()).applyTo(context);
    }
  }
}
