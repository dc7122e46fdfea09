import { expect, it } from "vitest";
import { isAllowed } from "./decide-roles.ts";
import { permissionMatrix, roles } from "./permission-matrix.ts";

/** Who may, as people decided it: one column for each role, in the order of the heading. */
const decided = `
          anonymous requester triage write approver maintainer admin blocked bot
help          x         x       x      x      x         x        x      -     -
status        x         x       x      x      x         x        x      -     -
why           x         x       x      x      x         x        x      -     -
accept        -         -       x      x      -         x        x      -     -
retry         -         x       x      x      x         x        x      -     -
cancel        -         x       -      -      -         x        x      -     -
hold          -         x       x      x      x         x        x      -     -
unhold        -         -       -      -      x         x        x      -     -
publish       -         -       -      -      x         x        x      -     -
revoke        -         -       -      -      x         -        -      -     -
upgrade       -         -       -      -      -         x        x      -     -
run           -         -       -      -      x         x        x      -     -
refine        -         x       -      x      -         x        x      -     -
`;

it("allows each role exactly the commands that were decided for it", () => {
  const commands = Object.keys(permissionMatrix) as (keyof typeof permissionMatrix)[];
  const lines = commands.map((name) => [name, ...roles.map((role) => (isAllowed(name, [role]) ? "x" : "-"))]);
  expect([[...roles], ...lines]).toEqual(
    decided
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/ +/u)),
  );
});
