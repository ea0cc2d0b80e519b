/// What a run has to say of one device.
package struct DeviceCheckReport: Sendable {
    package let results: [CheckResult]
    package var model: CheckedModel

    package init(results: [CheckResult], model: CheckedModel) {
        self.results = results
        self.model = model
    }

    /// The results with what is accepted of them.
    package func judged(by allowances: Allowances) -> [CheckResult] {
        allowances.applied(to: results, of: model)
    }
}
