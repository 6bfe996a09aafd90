-- Run once, as the superuser, with the role's password in the variable "password":
--   psql --variable password="$(cat dashboard_password)" --file dashboard.sql
-- The role owns its database and nothing else: the dashboard makes and moves its own tables.
CREATE ROLE dashboard LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE dashboard OWNER dashboard ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE dashboard FROM PUBLIC;
