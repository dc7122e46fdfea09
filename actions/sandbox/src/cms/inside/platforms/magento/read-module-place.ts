/** Where people put a module that its registration.php names `Plugsmith_AcmePay`. @throws Error when it names none. */
export function readModulePlace(registration: string): { readonly name: string; readonly path: string } {
  const [, vendor, module] = /['"]([A-Z][A-Za-z0-9]*)_([A-Z][A-Za-z0-9]*)['"]/.exec(registration) ?? [];
  if (vendor === undefined || module === undefined) throw new Error("registration.php names no module.");
  return { name: `${vendor}_${module}`, path: `app/code/${vendor}/${module}` };
}
