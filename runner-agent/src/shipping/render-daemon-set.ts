import { dump } from "js-yaml";

export interface DaemonSetOptions {
  readonly image: string;
  readonly namespace: string;
}

const name = "plugsmith-agent";
const labels = { "app.kubernetes.io/name": name };
const stateDir = "/var/lib/plugsmith";
/** Exec, not HTTP: on the host's network an open port would be open to the host's neighbours. */
const probe = (periodSeconds: number) => ({
  exec: { command: ["plugsmith", "agent", "status", "--config", "/etc/plugsmith/bench.yml", "--json"] },
  initialDelaySeconds: 5,
  periodSeconds,
  timeoutSeconds: 10,
});
const hostPath = (volume: string, path: string, type: string) => ({ name: volume, hostPath: { path, type } });

/**
 * A DaemonSet for benches that are nodes of a cluster, as YAML. hostNetwork: udev's events reach no other network namespace,
 * and usb@3 would hear nothing, without an error (facts/usb.md, 3). privileged: Kubernetes lets no other container open USB
 * devices, and bubblewrap, behind which every plugin runs, needs an unmasked /proc. The container holds the agent alone.
 */
export function renderDaemonSet({ image, namespace }: DaemonSetOptions): string {
  const mount = (volume: string, mountPath: string, readOnly = false) => ({
    name: volume,
    mountPath,
    ...(readOnly ? { readOnly } : {}),
  });
  const daemonSet = {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name, namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
      template: {
        metadata: { labels },
        spec: {
          hostNetwork: true,
          dnsPolicy: "ClusterFirstWithHostNet",
          automountServiceAccountToken: false,
          nodeSelector: { "plugsmith.dev/bench": "true" },
          tolerations: [{ key: "plugsmith.dev/bench", operator: "Exists", effect: "NoSchedule" }],
          terminationGracePeriodSeconds: 10,
          containers: [
            {
              name: "agent",
              image,
              args: ["agent", "start", "--config", "/etc/plugsmith/bench.yml", "--json"],
              securityContext: { privileged: true },
              resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "4Gi" } },
              livenessProbe: { ...probe(30), failureThreshold: 3 },
              readinessProbe: probe(10),
              volumeMounts: [
                mount("usb", "/dev/bus/usb"),
                mount("udev", "/run/udev", true),
                mount("state", stateDir),
                mount("config", "/etc/plugsmith", true),
                mount("keys", "/etc/plugsmith-keys", true),
              ],
            },
          ],
          volumes: [
            hostPath("usb", "/dev/bus/usb", "Directory"),
            hostPath("udev", "/run/udev", "Directory"),
            hostPath("state", stateDir, "DirectoryOrCreate"),
            { name: "config", configMap: { name: "plugsmith-bench" } },
            { name: "keys", secret: { secretName: "plugsmith-bench", defaultMode: 0o400 } },
          ],
        },
      },
    },
  };
  return dump(daemonSet, { lineWidth: 120, noRefs: true });
}
