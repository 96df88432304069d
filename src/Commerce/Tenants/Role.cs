namespace ChatCommerce.Commerce.Tenants;

/// <summary>What a member of staff, or an API token, may do in a shop; each role may do all that the ones after it may.</summary>
public enum Role
{
    Owner,
    Vendor,
    Agent,
    Viewer,
}
