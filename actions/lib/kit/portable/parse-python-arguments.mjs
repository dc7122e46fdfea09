/** The part of `python3`'s command line that the forge uses: `-I -B -u`, then `-c code` or a file, then arguments. */
export function parsePythonArguments(given) {
  const rest = [...given];
  while (/^-[IBu]+$/.test(rest[0] ?? "")) rest.shift();
  if (rest[0] === "-c") return { code: rest[1] ?? "", argv: ["-c", ...rest.slice(2)] };
  return { code: undefined, argv: rest };
}
