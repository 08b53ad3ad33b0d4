namespace Pressrun.Quotas;

/// <summary>What a lease took from a bucket, and the bucket's books just after.</summary>
/// <param name="Cost">What was taken.</param>
/// <param name="Sent">All that had ever been taken.</param>
internal readonly record struct Mark(double Cost, double Sent);
