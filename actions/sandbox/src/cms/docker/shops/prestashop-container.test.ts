import { expect, it } from "vitest";
import { deskEmail } from "../../inside/platforms/prestashop/selectors.ts";
import { prestashopContainer } from "./prestashop-container.ts";

it("gives the image's shop the address, the database and the owner that the scenario expects", () => {
  const told = prestashopContainer.environment({ databasePassword: "database-secret", adminPassword: "admin-secret" });
  expect(told).toMatchObject({ PS_DOMAIN: "127.0.0.1", MYSQL_HOST: "127.0.0.1", MYSQL_PASSWORD: "database-secret" });
  expect([told["ADMIN_MAIL_OVERRIDE"], told["ADMIN_PASSWORD_OVERRIDE"]]).toEqual([deskEmail, "admin-secret"]);
});
