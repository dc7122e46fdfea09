import { fileSamples } from "./file-samples.ts";
import { harmSamples } from "./harm-samples.ts";
import { javascriptSamples } from "./javascript-samples.ts";
import { phpBehaviourSamples } from "./php-behaviour-samples.ts";
import { phpSamples } from "./php-samples.ts";
import { pythonSamples } from "./python-samples.ts";

export const samples = [
  ...phpSamples,
  ...phpBehaviourSamples,
  ...javascriptSamples,
  ...pythonSamples,
  ...fileSamples,
  ...harmSamples,
];
