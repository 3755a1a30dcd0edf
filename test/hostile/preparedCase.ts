/** Writes a case of a specification file (see test/differential/specs.ts) into a folder, and prepares it as `assay verify` does. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programOf, splice } from '../../server/src/candidates/index.ts';
import type { Interpreter, JudgePreparation, Subject } from '../../server/src/execution/index.ts';
import {
  childSource,
  namesAtHand,
  type Offer,
  PythonDocument,
  plainSource,
  specificationOf,
  TestFiles,
} from '../../server/src/specification/index.ts';
import type { Case } from '../differential/specs.ts';

export interface PreparedCase {
  readonly folder: string;
  readonly preparation: JudgePreparation;
  readonly bodies: readonly { readonly id: string; readonly right: boolean; readonly subject: Subject }[];
  dispose(): void;
}

export function prepared(one: Case, interpreter: Interpreter, timeout = 2): PreparedCase {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'assay-ways-')));
  for (const [name, text] of one.files) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const document = new PythonDocument(path.join(folder, one.file), one.files.get(one.file)!, new TestFiles());
  const dispose = () => {
    document.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const specification = specificationOf(document, one.target, { workspace: folder });
  if ('error' in specification) {
    dispose();
    throw new Error(`${one.name}: ${specification.error}`);
  }
  const childOf = (text: string, offer: Offer) => {
    const spliced = new PythonDocument(document.file, text);
    try {
      return childSource(spliced, specification.target.name, specification, [], offer);
    } finally {
      spliced.dispose();
    }
  };
  return {
    folder,
    preparation: {
      specification,
      interpreter,
      workspace: folder,
      plain: plainSource(document, folder),
      across: (offer) => ({
        context: childSource(document, specification.target.name, specification, [], offer),
        atHand: namesAtHand(document, specification, offer),
      }),
      timeout,
      memory: 512,
      minimum: 'none',
    },
    bodies: one.bodies.map(({ id, right, text }) => {
      const read = programOf({ form: 'solution', text }, document, specification);
      if ('refused' in read) throw new Error(`${one.name}, ${id}: ${read.refused}`);
      const spliced = splice(document, specification, read.program).text;
      return { id, right, subject: { text: spliced, child: (offer) => childOf(spliced, offer) } };
    }),
    dispose,
  };
}
