namespace StreamVerse.Storage.Relational.Membership;

/// <summary>How silos find each other.</summary>
public enum MembershipProvider
{
    /// <summary>One silo, alone.</summary>
    Localhost,

    /// <summary>Rows of the relational store.</summary>
    Relational,
}
