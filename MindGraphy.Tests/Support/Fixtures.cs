using MindGraphy.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(MigratedTemplate))]
[assembly: AssemblyFixture(typeof(Chromium))]
