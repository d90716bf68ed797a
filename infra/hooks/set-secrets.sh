#!/bin/sh
# Makes the secrets that the app reads, where they are not there yet: a key for each id of emailed links and of journals, and the key of
# delivery reports.
# The values go from openssl to the key vault, over no command line and into no file. A secret that is there is left alone.
set -eu

# Without it an empty secret would be made: the shell asks only the last command of a pipe how it went.
command -v openssl > /dev/null || { echo "openssl is missing." >&2; exit 1; }

vault=${AZURE_KEY_VAULT_NAME:?names the key vault}
ids=${COACHING_LINK_KEY_IDS:-k1}
journal_ids=${COACHING_JOURNAL_KEY_IDS:-j1}

# The role that lets us set secrets may have been granted a moment ago.
tries=${SECRETS_TRIES:-20}
until names=$(az keyvault secret list --vault-name "$vault" --query '[].name' --output tsv); do
    tries=$((tries - 1))
    if [ "$tries" -le 0 ]; then
        echo "The secrets of $vault cannot be listed: grant yourself Key Vault Secrets Officer on it." >&2
        exit 1
    fi
    sleep "${SECRETS_PAUSE:-15}"
done

make() {
    if printf '%s\n' "$names" | grep -qx "$1"; then
        echo "$1 is there."
    else
        openssl rand -base64 32 | tr -d '\n' | az keyvault secret set --vault-name "$vault" --name "$1" --file /dev/stdin --encoding utf-8 --output none
        echo "$1 is made."
    fi
}

for id in $ids; do
    make "link-key-$id"
done
for id in $journal_ids; do
    make "journal-key-$id"
done
make delivery-reports-key
