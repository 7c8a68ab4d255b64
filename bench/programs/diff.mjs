// Parses two assemblies and compares their templates with the CDK's own library, and does nothing else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullDiff } from '@aws-cdk/cloudformation-diff';

const read = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

function templates(folder, found = {}) {
  for (const [name, { type, properties }] of Object.entries(read(folder, 'manifest.json').artifacts)) {
    if (type === 'cdk:cloud-assembly') templates(join(folder, properties.directoryName), found);
    if (type === 'aws:cloudformation:stack') found[name] = read(folder, properties.templateFile);
  }
  return found;
}

const [before, after] = process.argv.slice(2).map((folder) => templates(folder));
for (const name of Object.keys(after)) fullDiff(before[name], after[name]);
