import type { PublishPorts } from "../publish-ports.ts";
import type { Gate } from "./take-turns.ts";

/** Ports of which every call waits for its turn. */
export function gatePorts(ports: PublishPorts, gate: Gate): PublishPorts {
  const { api, registry, subversion } = ports;
  return {
    ...ports,
    api: {
      request: (method, path, body) => gate(`${method} ${path}`, () => api.request(method, path, body)),
      upload: (url, type, bytes) => gate(`UPLOAD ${url}`, () => api.upload(url, type, bytes)),
      download: (path) => gate(`DOWNLOAD ${path}`, () => api.download(path)),
    },
    registry: {
      read: () => gate("registry read", () => registry.read()),
      commit: (change) => gate(`registry ${change.message}`, () => registry.commit(change)),
    },
    fetch: (url, init) => gate(`${init?.method} ${url}`, () => ports.fetch(url, init)),
    subversion: {
      list: (url) => gate(`svn list ${url}`, () => subversion.list(url)),
      readTree: (url) => gate(`svn read ${url}`, () => subversion.readTree(url)),
      readInfo: (url) => gate(`svn info ${url}`, () => subversion.readInfo(url)),
      commit: (commit) => gate(`svn ${commit.message}`, () => subversion.commit(commit)),
    },
  };
}
