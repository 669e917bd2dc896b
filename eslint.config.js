import js from "@eslint/js";
import typescript from "typescript-eslint";

export default typescript.config(
  { ignores: ["**/dist/", ".cache/"] },
  js.configs.recommended,
  typescript.configs.recommended,
);
