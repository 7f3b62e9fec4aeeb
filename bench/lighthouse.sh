#!/usr/bin/env bash
# Lighthouse (phone profile) on the pages that strangers see first, in the demo: bench/lighthouse.sh [DIRECTORY]
# Needs node, npm and chromium. Lighthouse is fetched into DIRECTORY (default: a new one under /tmp), where its reports stay.
set -eu
home=$(dirname "$(dirname "$(readlink -f "$0")")")
work=${1:-$(mktemp -d)}
port=${PORT:-8097}
mkdir -p "$work"
cd "$work"
[[ -x node_modules/.bin/lighthouse ]] || { npm init -y >/dev/null && npm install --no-audit --no-fund lighthouse@12 >&2; }

"$home/parvis" demo --data "$work/data" --port "$port" --smtp-port 0 >"$work/parvis.log" 2>&1 &
parvis=$!
trap 'kill $parvis; wait $parvis' EXIT
until curl -fs "http://localhost:$port/health" >/dev/null; do
    kill -0 $parvis
    sleep 1
done

export CHROME_PATH=${CHROME_PATH:-$(command -v chromium)}
question=$(curl -s "http://localhost:$port/" | grep -o '/questions/[0-9][^"#]*' | head -n 1)
for page in / "$question" /products/robot-r2 "/search?q=joint"; do
    name=$(tr -c 'a-z0-9\n' - <<<"$page")
    bytes=$(curl -s -H 'Accept-Encoding: gzip' "http://localhost:$port$page" | wc -c)
    node_modules/.bin/lighthouse "http://localhost:$port$page" --quiet --output=json --output-path="$name.json" \
        --only-categories=performance,accessibility,best-practices,seo --chrome-flags="--headless=new --no-sandbox"
    node -e '
        const report = JSON.parse(require("fs").readFileSync(process.argv[1]));
        const scores = Object.values(report.categories).map((c) => `${c.id} ${Math.round(c.score * 100)}`);
        const all = report.audits["network-requests"].details.items;
        const sent = all.filter((r) => r.resourceType !== "Image").reduce((sum, r) => sum + r.transferSize, 0);
        const short = Object.values(report.audits).filter((a) => a.score !== null && a.score < 0.9).map((a) => a.id);
        console.log(`${process.argv[2]}: ${scores.join(", ")}; page ${process.argv[3]} bytes packed,`,
            `${sent} with styles, scripts and fonts; below 0.9: ${short.join(" ")}`);
    ' "./$name.json" "$page" "$bytes"
done
