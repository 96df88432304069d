-- Run by the superuser at every start, so that each line must stand being run again: pgvector in every database made
-- from now on, the role that owns the program's schema, its database. The program makes its other roles by itself.
\set ON_ERROR_STOP on
\set QUIET on
\getenv owner_password CHATCOMMERCE_OWNER_PASSWORD
set client_min_messages = warning;
\connect template1
set client_min_messages = warning;
create extension if not exists vector;
\connect postgres
select 'create role chatcommerce_owner'
 where not exists (select from pg_roles where rolname = 'chatcommerce_owner') \gexec
alter role chatcommerce_owner login createrole password :'owner_password';
select 'create database chatcommerce owner chatcommerce_owner'
 where not exists (select from pg_database where datname = 'chatcommerce') \gexec
