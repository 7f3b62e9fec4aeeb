// A real identity provider for a test: node provider.mjs CLIENT SECRET REDIRECT…  Says "ready PORT" once it answers.
// Whoever signs in is the address that they type; an address that begins with "unverified" is not verified.
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const [home, clientId, clientSecret, ...redirects] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(`${home}/node_modules/oidc-provider/lib/index.js`));

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const port = server.address().port;
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirects }],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    cookies: { keys: ["a key of a test"] },
    findAccount: (ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: !id.startsWith("unverified") }),
    }),
  });
  server.on("request", provider.callback());
  console.log(`ready ${port}`);
});
