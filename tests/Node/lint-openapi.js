// Says what is wrong with an OpenAPI document by the specification and by Redocly's rules; examples are checked against their schemas.
//
//   node lint-openapi.js <document>
//
// prints a line for each finding; nothing when all is well.
'use strict';

const { createConfig, lint } = require('@redocly/openapi-core');

const rules = {
  'no-invalid-media-type-examples': 'error',
  'no-invalid-parameter-examples': 'error',
  'no-invalid-schema-examples': 'error',
  'no-unused-components': 'error',
  // Some calls, as those about health, have no answer in the 400s.
  'operation-4xx-response': 'off',
};

async function main(document) {
  const config = await createConfig({ extends: ['recommended-strict', 'spec'], rules });
  for (const { severity, ruleId, message, location } of await lint({ ref: document, config }))
    console.log(`${severity} ${ruleId} ${location[0]?.pointer ?? ''}: ${message.replaceAll('\n', ' ')}`);
}

main(process.argv[2]);
