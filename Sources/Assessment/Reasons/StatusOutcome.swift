package import SupportMatrix

extension Effect {
    /// What a status on its own means for a verdict: the assessment table.
    ///
    /// | status | effect | why |
    /// | --- | --- | --- |
    /// | Recommended | satisfied | should be used |
    /// | Supported | advises | can be used, and something else is recommended |
    /// | Deprecated | advises | can be used, and needs a plan to move on |
    /// | Retired | fails | must not be used |
    /// | not listed | fails | what the page does not list is not supported |
    /// | untested newer | fails | nobody has tested it, which forbids nothing and promises nothing |
    /// | outside warranty | fails | an organisation may choose it at its own risk |
    ///
    /// Two statuses that share an effect still differ in the sentence that a person reads.
    package init(of status: SupportStatus) {
        self =
            switch status {
            case .recommended: .satisfied
            case .supported: .advises
            case .deprecated: .advises
            case .retired: .fails
            case .notListed: .fails
            case .untestedNewer: .fails
            case .outsideWarranty: .fails
            }
    }
}
