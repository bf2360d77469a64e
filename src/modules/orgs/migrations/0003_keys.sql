create trigger invitation_hash before insert or update of phone_hash on orgs.invitation
  for each row execute function kernel.keep_phone_hash();
