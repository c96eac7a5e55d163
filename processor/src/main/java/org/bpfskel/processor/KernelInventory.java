package org.bpfskel.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;
import org.bpfskel.internal.kernel.Inventory;
import org.bpfskel.internal.kernel.Lack;

/**
 * Writes beside a skeleton's class which kernels its object was held against and what it uses of
 * them, as JSON, for inventories: {@code Skel.kernels.json}.
 */
final class KernelInventory {
  private static final String ENDING = ".kernels.json";

  private final Filer filer;

  KernelInventory(Filer filer) {
    this.filer = filer;
  }

  void write(SkeletonRequest request, Map<String, List<Lack>> byKernel, Inventory uses)
      throws IOException, SkeletonException {
    SkeletonSettings settings = request.settings();
    try (OutputStream file =
        filer
            .createResource(
                StandardLocation.CLASS_OUTPUT,
                settings.packageName(),
                settings.simpleName(RequestKind.SKELETON) + ENDING,
                request.host())
            .openOutputStream()) {
      file.write(text(request.resource(), byKernel, uses).getBytes(UTF_8));
    }
  }

  private static String text(String resource, Map<String, List<Lack>> byKernel, Inventory uses)
      throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text); // a whole Gson loads a hundred classes
    json.setIndent("  ");
    json.beginObject();
    json.name("object").value(resource);
    json.name("kernels").beginObject();
    for (Map.Entry<String, List<Lack>> kernel : byKernel.entrySet()) {
      json.name(kernel.getKey());
      writeLacks(json, kernel.getValue());
    }
    json.endObject();
    writeNames(json, "programTypes", uses.programTypes());
    writeNames(json, "attachTypes", uses.attachTypes());
    writeNames(json, "mapTypes", uses.mapTypes());
    writeNames(json, "helpers", uses.helpers());
    writeNames(json, "functions", uses.functions());
    writeNames(json, "variables", uses.variables());
    writeNames(json, "types", uses.types());
    writeNames(json, "structOps", uses.structOps());
    writeNames(json, "capabilities", uses.capabilities());
    json.endObject();
    return text + "\n";
  }

  private static void writeLacks(JsonWriter json, List<Lack> lacks) throws IOException {
    json.beginArray();
    for (Lack lack : lacks) {
      json.beginObject();
      json.name("part").value(lack.subject());
      json.name("refuses").value(lack.refusal() == Lack.Refusal.ATTACH ? "attach" : "load");
      json.name("reason").value(lack.text());
      json.name("place").value(lack.place());
      json.endObject();
    }
    json.endArray();
  }

  private static void writeNames(JsonWriter json, String key, Collection<String> names)
      throws IOException {
    json.name(key).beginArray();
    for (String name : names) {
      json.value(name);
    }
    json.endArray();
  }
}
