export {
  type FakeContext,
  type FakePlugin,
  type FakePluginHost,
  type FakePluginProcess,
  fakePluginHost,
} from "./fake-plugin-process.ts";
