import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { renderDaemonSet } from "./render-daemon-set.ts";

const text = { type: "string", minLength: 1 };
const object = (properties: Record<string, object>, required: readonly string[] = Object.keys(properties)) => ({
  type: "object",
  additionalProperties: false,
  properties,
  required,
});
const list = (items: object) => ({ type: "array", minItems: 1, items });
const words = { type: "object", additionalProperties: text };
const probe = object(
  {
    exec: object({ command: list(text) }),
    initialDelaySeconds: { type: "integer" },
    periodSeconds: { type: "integer" },
    timeoutSeconds: { type: "integer" },
    failureThreshold: { type: "integer" },
  },
  ["exec"],
);
const resources = { type: "object", additionalProperties: { type: "string", pattern: "^[0-9]+(m|Mi|Gi)$" } };
const container = object({
  name: text,
  image: text,
  args: list(text),
  securityContext: object({ privileged: { type: "boolean" } }),
  resources: object({ requests: resources, limits: resources }),
  livenessProbe: probe,
  readinessProbe: probe,
  volumeMounts: list(object({ name: text, mountPath: text, readOnly: { type: "boolean" } }, ["name", "mountPath"])),
});
const volume = {
  oneOf: [
    object({ name: text, hostPath: object({ path: text, type: { enum: ["Directory", "DirectoryOrCreate"] } }) }),
    object({ name: text, configMap: object({ name: text }) }),
    object({ name: text, secret: object({ secretName: text, defaultMode: { type: "integer", maximum: 0o777 } }) }),
  ],
};
/** What of apps/v1 DaemonSet is used here, as the API reference of Kubernetes 1.33 has it. */
const shape = object({
  apiVersion: { const: "apps/v1" },
  kind: { const: "DaemonSet" },
  metadata: object({ name: text, namespace: text, labels: words }),
  spec: object({
    selector: object({ matchLabels: words }),
    updateStrategy: object({
      type: { enum: ["RollingUpdate", "OnDelete"] },
      rollingUpdate: object({ maxUnavailable: { type: "integer" } }),
    }),
    template: object({
      metadata: object({ labels: words }),
      spec: object({
        hostNetwork: { type: "boolean" },
        dnsPolicy: { enum: ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"] },
        automountServiceAccountToken: { type: "boolean" },
        nodeSelector: words,
        tolerations: list(object({ key: text, operator: { enum: ["Exists", "Equal"] }, effect: text })),
        terminationGracePeriodSeconds: { type: "integer" },
        containers: list(container),
        volumes: list(volume),
      }),
    }),
  }),
});

interface Manifest {
  spec: {
    selector: { matchLabels: object };
    template: {
      metadata: { labels: object };
      spec: {
        hostNetwork: boolean;
        dnsPolicy: string;
        containers: { image: string; volumeMounts: { name: string }[] }[];
        volumes: { name: string }[];
      };
    };
  };
}

describe("renderDaemonSet", () => {
  const manifest = load(renderDaemonSet({ image: "ghcr.io/acme/agent:1", namespace: "benches" })) as unknown;

  it("has the shape of a DaemonSet, and no field that Kubernetes does not know", () => {
    const validate = new Ajv2020({ strict: false }).compile(shape);
    validate(manifest);
    expect(validate.errors).toBeNull();
  });

  it("selects its own pods, mounts what it declares, and shares the host's network", () => {
    const { spec } = manifest as Manifest;
    const { hostNetwork, dnsPolicy, containers, volumes } = spec.template.spec;
    expect(spec.selector.matchLabels).toEqual(spec.template.metadata.labels);
    expect(containers[0]?.volumeMounts.map((mount) => mount.name).sort()).toEqual(
      volumes.map((own) => own.name).sort(),
    );
    expect({ hostNetwork, dnsPolicy }).toEqual({ hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" });
    expect(containers[0]?.image).toBe("ghcr.io/acme/agent:1");
  });
});
