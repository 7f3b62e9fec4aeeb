alter table brand.teammate drop constraint teammate_role_check;
alter table brand.teammate add constraint teammate_role_check check (role in (
    'owner', 'community_manager', 'expert', 'executive', 'secretary', 'trainee', 'agency_strategist', 'agency_creative'));
