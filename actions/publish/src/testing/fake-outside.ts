import type { PublishPorts } from "../publish-ports.ts";

const nobody = (what: string) => () => {
  throw new Error(`fake outside: nobody expects ${what}`);
};

/** Channels' outside for tests that publish on none of them: every use fails the test. */
export const closedOutside: Pick<PublishPorts, "serverUrl" | "fetch" | "subversion" | "secretOrNull"> = {
  serverUrl: "https://github.test",
  fetch: nobody("a request") as never,
  subversion: {
    list: nobody("Subversion"),
    readTree: nobody("Subversion"),
    readInfo: nobody("Subversion"),
    commit: nobody("Subversion"),
  },
  secretOrNull: () => null,
};
