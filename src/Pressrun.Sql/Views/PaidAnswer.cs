using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>An answer of which is not known yet whether it will be used.</summary>
/// <param name="Row">Where it is booked.</param>
/// <param name="Sample">The draw it belongs to.</param>
/// <param name="Cost">What it has cost.</param>
internal readonly record struct PaidAnswer(SpendSum Row, int Sample, Money Cost);
