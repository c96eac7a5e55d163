package org.bpfskel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Maven project with one class, whose plugins are those of the examples. */
final class MavenHello {
  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.example</groupId>
        <artifactId>hello</artifactId>
        <version>1.0</version>
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
      %s
      </project>
      """;

  private MavenHello() {}

  /** Returns the project's folder. */
  static Path write(Path folder) throws IOException {
    Path source = Files.createDirectories(folder.resolve("src/main/java/com/example"));
    Files.writeString(
        source.resolve("Hello.java"),
        """
        package com.example;
        class Hello {
          public static void main(String[] args) { System.out.println("hello"); }
        }
        """);
    Files.writeString(folder.resolve("pom.xml"), POM.formatted(plugins()));
    return folder;
  }

  /** The versions that the example has: others might not be there, and would not be the same. */
  private static String plugins() throws IOException {
    String example = Files.readString(MavenProject.EXAMPLE.resolve("pom.xml"));
    StringBuilder plugins = new StringBuilder();
    for (String plugin : example.split("<plugin>", -1)) {
      if (plugin.matches("(?s).*<artifactId>maven-(resources|compiler|jar|surefire)-plugin.*")) {
        String head = plugin.replaceFirst("(?s)</version>.*", "</version>");
        plugins.append("<plugin>").append(head).append("</plugin>\n");
      }
    }
    return "<build><plugins>" + plugins + "</plugins></build>";
  }
}
