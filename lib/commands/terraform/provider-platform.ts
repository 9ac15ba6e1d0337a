/** This machine, in the words of Terraform's providers: `linux_amd64`. */
export function ownPlatform(system = process.platform as string, processor = process.arch as string): string {
  const name = system === 'win32' ? 'windows' : system;
  return `${name}_${{ x64: 'amd64', ia32: '386' }[processor] ?? processor}`;
}
