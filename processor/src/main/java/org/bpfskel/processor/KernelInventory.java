package org.bpfskel.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
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
                settings.simpleName() + ENDING,
                request.host())
            .openOutputStream()) {
      file.write(text(request.resource(), byKernel, uses).getBytes(UTF_8));
    }
  }

  private static String text(String resource, Map<String, List<Lack>> byKernel, Inventory uses) {
    JsonObject kernels = new JsonObject();
    byKernel.forEach((kernel, lacks) -> kernels.add(kernel, lacks(lacks)));
    JsonObject all = new JsonObject();
    all.addProperty("object", resource);
    all.add("kernels", kernels);
    all.add("programTypes", array(uses.programTypes()));
    all.add("attachTypes", array(uses.attachTypes()));
    all.add("mapTypes", array(uses.mapTypes()));
    all.add("helpers", array(uses.helpers()));
    all.add("functions", array(uses.functions()));
    all.add("variables", array(uses.variables()));
    all.add("types", array(uses.types()));
    all.add("structOps", array(uses.structOps()));
    all.add("capabilities", array(uses.capabilities()));
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(all) + "\n";
  }

  private static JsonArray lacks(List<Lack> lacks) {
    JsonArray array = new JsonArray();
    for (Lack lack : lacks) {
      JsonObject each = new JsonObject();
      each.addProperty("part", lack.subject());
      each.addProperty("refuses", lack.refusal() == Lack.Refusal.ATTACH ? "attach" : "load");
      each.addProperty("reason", lack.text());
      each.addProperty("place", lack.place());
      array.add(each);
    }
    return array;
  }

  private static JsonArray array(Collection<String> names) {
    JsonArray array = new JsonArray();
    names.forEach(array::add);
    return array;
  }
}
