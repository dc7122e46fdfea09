import { renderNext } from "../render/render-next.ts";
import { alone, type Command, done } from "./command.ts";

export const status: Command = {
  name: "status",
  ...alone,
  summary: "looks at everything again and says where the request stands",
  run: ({ facts, state }) => done(`${renderNext(facts, state)}\n\nThe status comment above is up to date.`),
};
