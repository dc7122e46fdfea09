import { describeSamples } from "../testing/describe-samples.ts";

describeSamples(
  "install-script",
  "composer-script",
  "remote-dependency",
  "build-code",
  "server-config",
  "code-disguised",
  "program",
);
