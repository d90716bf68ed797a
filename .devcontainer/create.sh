#!/usr/bin/env bash
# Azure Functions Core Tools (func), and the servers of the tests, Azurite among them: azurite --silent --location .coaching/azurite
set -euo pipefail
cd "$(dirname "$0")/.."

npm install --global azure-functions-core-tools@4
npm ci --prefix tests/Node --no-audit --no-fund --ignore-scripts
cp tests/Node/package-lock.json tests/Node/node_modules/.installed-lock.json
sudo ln -sf "$PWD/tests/Node/node_modules/.bin/azurite" /usr/local/bin/azurite
dotnet restore CoachingWorkflow.sln --locked-mode
