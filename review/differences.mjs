// Compares pairs of templates with the CDK's own library: an array of [before, after] in, an array of changes out.
import { fullDiff } from '@aws-cdk/cloudformation-diff';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const pairs = JSON.parse(Buffer.concat(chunks).toString());

const SECTIONS = ['outputs', 'parameters', 'mappings', 'conditions', 'metadata', 'unknown'];

function changesOf([before, after]) {
  const difference = fullDiff(before, after);
  const resources = [];
  difference.resources.forEachDifference((logicalId, change) => {
    resources.push({
      logicalId,
      before: change.oldValue ?? null,
      after: change.newValue ?? null,
      properties: Object.keys(change.propertyUpdates),
      others: Object.keys(change.otherChanges),
    });
  });
  const sections = {};
  for (const section of SECTIONS) {
    const found = Object.entries(difference[section].changes).filter(([, change]) => change.isDifferent);
    if (found.length) sections[section] = found.map(([name]) => name);
  }
  return { resources, sections };
}

process.stdout.write(JSON.stringify(pairs.map(changesOf)));
