package org.bpfskel.maven;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What the plugin tells Eclipse of its goals, as m2e documents it: goals in phases that Eclipse
 * runs are "not covered" without it, which it marks as an error of the user's pom.
 */
final class EclipseMappingTest {
  private static final String MAPPING = "/META-INF/m2e/lifecycle-mapping-metadata.xml";
  private static final String DESCRIPTOR = "/META-INF/maven/plugin.xml";

  /** Elements of the format that a plugin's own file uses, and what may stand in each. */
  private static final Map<String, Set<String>> FORMAT =
      Map.of(
          "lifecycleMappingMetadata", Set.of("pluginExecutions"),
          "pluginExecutions", Set.of("pluginExecution"),
          "pluginExecution", Set.of("pluginExecutionFilter", "action"),
          "pluginExecutionFilter", Set.of("goals"),
          "goals", Set.of("goal"),
          "action", Set.of("execute"),
          "execute", Set.of("runOnIncremental", "runOnConfiguration"));

  private static Element root(String resource) throws Exception {
    try (InputStream file = CompileMojo.class.getResourceAsStream(resource)) {
      assertWithMessage(resource).that(file).isNotNull();
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file)
          .getDocumentElement();
    }
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  /** All of that name, however deep. */
  private static List<Element> all(Element root, String name) {
    List<Element> all = new ArrayList<>();
    for (Element child : children(root)) {
      if (child.getTagName().equals(name)) {
        all.add(child);
      }
      all.addAll(all(child, name));
    }
    return all;
  }

  private static String text(Element parent, String name) {
    return String.join(
        "",
        children(parent).stream()
            .filter(child -> child.getTagName().equals(name))
            .map(Element::getTextContent)
            .toList());
  }

  private static void assertFormat(Element element) {
    Set<String> allowed = FORMAT.getOrDefault(element.getTagName(), Set.of());
    for (Element child : children(element)) {
      assertThat(allowed).contains(child.getTagName());
      assertFormat(child);
    }
  }

  @Test
  void everyGoalThatHasAPhaseIsMappedAndNoOther() throws Exception {
    Set<String> bound = new TreeSet<>();
    for (Element goal : all(root(DESCRIPTOR), "mojo")) {
      if (!text(goal, "phase").isEmpty()) {
        bound.add(text(goal, "goal"));
      }
    }

    List<String> mapped = all(root(MAPPING), "goal").stream().map(Element::getTextContent).toList();

    assertThat(bound).contains("compile");
    assertThat(mapped).containsExactlyElementsIn(bound);
  }

  @Test
  void theFileIsOfTheFormat() throws Exception {
    Element root = root(MAPPING);

    assertThat(root.getTagName()).isEqualTo("lifecycleMappingMetadata");
    assertFormat(root);
    for (Element execution : all(root, "pluginExecution")) {
      assertThat(all(execution, "goals")).hasSize(1);
      assertThat(children(all(execution, "action").get(0))).hasSize(1);
    }
  }

  /** At import too, for goals tell Maven's model of sources and of javac's arguments. */
  @Test
  void goalsRunAtImportAndAfterEachChange() throws Exception {
    for (Element execute : all(root(MAPPING), "execute")) {
      assertThat(text(execute, "runOnConfiguration")).isEqualTo("true");
      assertThat(text(execute, "runOnIncremental")).isEqualTo("true");
    }
  }
}
