export {
  type FakeContext,
  type FakePlugin,
  type FakePluginHost,
  type FakePluginProcess,
  fakePluginHost,
} from "./fake-plugin-process.ts";
export { type RuntimePlugin, runtimePlugins } from "./testing/runtime-plugins.ts";
