/** A system that a package can be made for, by the name that Node's archives have for it. */
export interface System {
  /** In the name of the ZIP. */
  readonly id: string;
  readonly title: string;
  /** Where Node's program stands in its archive. */
  readonly node: string;
  /** What is double-clicked. */
  readonly startFile: string;
  readonly lineEnd: '\n' | '\r\n';
}

export const systems: Readonly<Record<string, System>> = {
  win: { id: 'windows', title: 'Windows', node: 'node.exe', startFile: 'Start Concordat.cmd', lineEnd: '\r\n' },
  darwin: { id: 'macos', title: 'macOS', node: 'bin/node', startFile: 'Start Concordat.command', lineEnd: '\n' },
  linux: { id: 'linux', title: 'Linux', node: 'bin/node', startFile: 'Start Concordat.sh', lineEnd: '\n' },
};
