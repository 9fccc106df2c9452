package dev.quanbao.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The classes that are there to violate the borders, one or two for each. */
public final class Violations {

  public static final String ROOT = "dev.quanbao.architecture.violations";
  public static final JavaClasses CLASSES = new ClassFileImporter().importPackages(ROOT);

  private Violations() {}

  /** The full name of the class that violates a border. */
  public static String violatorOf(Border border) {
    return ROOT + "." + border.violator();
  }
}
