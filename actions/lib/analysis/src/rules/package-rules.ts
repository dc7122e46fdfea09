import type { Rule } from "./rule.ts";

/** What lies in the package beside code. */
export const packageRules: readonly Rule[] = [
  {
    id: "install-script",
    title: "Installing runs a program",
    severity: "error",
    why: "preinstall, install and postinstall of npm run before anybody looks.",
    instead: "Do the work in the plugin's own activation.",
  },
  {
    id: "composer-script",
    title: "Composer runs a program",
    severity: "warning",
    why: "Scripts of a root package run when it is installed or updated.",
    instead: "Do the work in the plugin's own activation.",
  },
  {
    id: "build-code",
    title: "Building a package runs code of the plugin",
    severity: "note",
    why: "A build backend in the tree runs on the machine of whoever builds.",
    instead: "Use a known backend.",
  },
  {
    id: "remote-dependency",
    title: "A dependency is fetched from an address",
    severity: "warning",
    why: "Dependencies by http or git have no version that stays.",
    instead: "Take it from the registry with an exact version.",
  },
  {
    id: "server-config",
    title: "The web server is told to run other files",
    severity: "error",
    why: "auto_prepend_file and handlers for pictures in .htaccess or .user.ini make any file code.",
    instead: "Deny access with .htaccess, no more.",
  },
  {
    id: "code-disguised",
    title: "Code in a file that is named as something else",
    severity: "error",
    why: "PHP in a picture or a log waits to be included.",
    instead: "Give code files their own suffix.",
  },
  {
    id: "program",
    title: "A compiled program or archive",
    severity: "warning",
    why: "Nobody can read it, and nothing here did.",
    instead: "Ship source.",
  },
  {
    id: "not-read",
    title: "A code file could not be analysed",
    severity: "error",
    why: "It is too large, nested too deep, or no code of its language as the parser knows it: nothing is known about it.",
    instead: "Split it, or write it so that the parser can read it.",
  },
  {
    id: "not-followed",
    title: "Calls between the plugin's functions were not all followed.",
    severity: "warning",
    why: "Its functions call each other in more ways than an honest plugin has; what comes in somewhere may be used elsewhere unseen.",
    instead: "Take out generated code, or split the plugin.",
  },
  {
    id: "tool-missing",
    title: "A language could not be analysed here",
    severity: "warning",
    why: "Python files are read by Python itself, which is not on this machine.",
    instead: "Install python3.",
  },
];
