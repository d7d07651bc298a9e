-- Said by schema.sql for new databases: a day may rest on the numbers of the issues around.
ALTER TABLE issues DROP CONSTRAINT issues_published_basis_check;
ALTER TABLE issues ADD CONSTRAINT issues_published_basis_check
    CHECK (published_basis IN ('stated', 'calendar', 'estimated', 'dateline', 'setting'));
ALTER TABLE issues DROP CONSTRAINT issues_reference_basis_check;
ALTER TABLE issues ADD CONSTRAINT issues_reference_basis_check
    CHECK (reference_basis IN ('stated', 'calendar', 'estimated', 'dateline', 'setting'));
