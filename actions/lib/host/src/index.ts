export { type AgentClient, connectAgent } from "./agent-client-transport.ts";
export type { Cgroups } from "./cgroup.ts";
export { openCgroups } from "./cgroup-store.ts";
export type { Confinement, ConfinementLimits, LaunchPlan, LaunchRequest } from "./confinement.ts";
export { maxControlLineBytes, parseControlError } from "./control-error.ts";
export {
  createPeer,
  defaultPeerLimits,
  type Peer,
  type PeerHandlers,
  type PeerLimits,
  type RequestOptions,
} from "./create-peer.ts";
export { detectConfinement } from "./detect-confinement.ts";
export { planConfinedLaunch } from "./plan-confined-launch.ts";
export { type PluginProgram, planPluginProgram } from "./plan-plugin-program.ts";
export { planSyscallFilter } from "./plan-syscall-filter.ts";
export type { PluginContext, PluginResponse } from "./plugin-context.ts";
export type { HookOptions, PluginLog, PluginProcess, PluginStart, StartPluginProcess } from "./plugin-process.ts";
export { type ProcessExit, type ProcessTransport, startProcess } from "./process-transport.ts";
export { askPatiently, type Patience, reachAgent, refuseStopping, stoppedMark } from "./reach-agent-transport.ts";
export { readProcessUsage } from "./read-process-usage.ts";
export { createSparePool, type Spare, type SparePool, type SparePorts } from "./spare-pool.ts";
export { startSpare } from "./spare-transport.ts";
export { splitLines } from "./split-lines.ts";
export { childEntryPath, startPluginProcess } from "./start-plugin-process.ts";
export {
  type Broker,
  type BrokerMethod,
  type BrokerMethods,
  type InitializeResult,
  protocolVersion,
  rpcErrors,
  type UsbIn,
  type UsbOut,
  type UsbSetup,
} from "./wire.ts";
