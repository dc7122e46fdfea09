export { type FakeToolkit, type FakeToolkitOptions, fakeToolkit } from "./fake-toolkit.ts";
